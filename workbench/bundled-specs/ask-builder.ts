/** Variable with the address of the builder, which Jest's processes have of the one that started it. */
export const BUILDER = 'SPEC_BUILDER';

/**
 * Has a spec bundled by the builder that Jest started.
 *
 * @param path absolute.
 * @returns the folder of the bundle.
 * @throws an error that tells why the spec cannot be bundled.
 */
export async function askBuilder(path: string): Promise<string> {
  const address = process.env[BUILDER];
  if (address === undefined)
    throw new Error('A spec is bundled in Jest only, whose start-builder.ts did not run.');
  const response = await fetch(address, { method: 'POST', body: path });
  const text = await response.text();
  if (!response.ok) throw new Error(text);
  return text;
}
