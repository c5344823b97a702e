import { readFile } from 'node:fs/promises';

/** Who the document is about, as package.json says. */
export type Product = Readonly<{ title: string; description: string; version: string; license: string }>;

export async function readProduct(file = 'package.json'): Promise<Product> {
  const { name, description, version, license } = JSON.parse(await readFile(file, 'utf8')) as Record<
    'name' | 'description' | 'version' | 'license',
    string
  >;
  return { title: name, description: `${description}.`, version, license };
}
