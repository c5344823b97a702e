import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { INDEX_FILE, type DocsFile, type DocsFiles } from '@lambda-nest/docs/files';
import { bundlePages } from './bundle-pages.ts';
import { compressFile } from './compress-file.ts';
import { PAGE_FOLDER } from './docs-package.ts';
import { createHash } from 'node:crypto';
import { readPackages } from './read-packages.ts';
import { renderPage } from './render-page.ts';
import type { OpenApiDocument } from '@lambda-nest/testing/openapi';

const DOCUMENT = 'infra/generated/openapi.json';

const TYPES = {
  css: 'text/css; charset=utf-8',
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  json: 'application/json',
  svg: 'image/svg+xml',
  txt: 'text/plain; charset=utf-8',
};

type Extension = keyof typeof TYPES;

/**
 * Writes everything the docs answer with into a folder: pages, document, assets, each compressed, and an index of them.
 * What is there already and has not changed stays as it is; what nothing names any more goes.
 */
export async function prepareDocs(folder: string, source = DOCUMENT): Promise<void> {
  const document = JSON.parse(await readFile(source, 'utf8')) as OpenApiDocument;
  const assets = { ...(await readPackages()), ...(await bundlePages()), ...(await readOwnAssets()) };
  const files: Record<string, DocsFile> = {};
  const assetNames: Record<string, string> = {};
  await mkdir(folder, { recursive: true });
  const add = async (name: string, content: string): Promise<DocsFile> => {
    const file = describeFile(name, content);
    await compressFile(join(folder, file.file), content);
    return file;
  };
  await Promise.all(
    Object.entries(assets).map(async ([name, content]) => {
      const file = await add(name, content);
      assetNames[name] = file.file;
      files[`assets/${file.file}`] = file;
    }),
  );
  for (const page of ['docs.html', 'redoc.html']) {
    const template = await readFile(join(PAGE_FOLDER, page), 'utf8');
    files[page] = await add(page, renderPage(template, { document, assetNames }));
  }
  files['openapi.json'] = await add('openapi.json', JSON.stringify(document));
  await writeIndex(folder, files);
  await removeOthers(folder, files);
}

async function readOwnAssets(): Promise<Record<string, string>> {
  const names = ['page.css', 'icon.svg'];
  const contents = await Promise.all(names.map((name) => readFile(join(PAGE_FOLDER, name), 'utf8')));
  return Object.fromEntries(names.map((name, index) => [name, contents[index] ?? '']));
}

/** Names a file by its content, so that caches may keep it for ever. */
function describeFile(name: string, content: string): DocsFile {
  const hash = createHash('sha256').update(content).digest('base64url').slice(0, 12);
  const dot = name.lastIndexOf('.');
  const extension = name.slice(dot + 1) as Extension;
  return { file: `${name.slice(0, dot)}.${hash}.${extension}`, type: TYPES[extension], hash };
}

/** Sorted and replaced at once: two builds of the same sources are equal, and a reader never sees half an index. */
async function writeIndex(folder: string, files: DocsFiles): Promise<void> {
  const sorted = Object.fromEntries(
    Object.entries(files).toSorted(([one], [other]) => (one < other ? -1 : 1)),
  );
  const path = join(folder, INDEX_FILE);
  await writeFile(`${path}.${process.pid}`, JSON.stringify(sorted));
  await rename(`${path}.${process.pid}`, path);
}

async function removeOthers(folder: string, files: DocsFiles): Promise<void> {
  const known = new Set([
    INDEX_FILE,
    ...Object.values(files).flatMap(({ file }) => [`${file}.br`, `${file}.gz`]),
  ]);
  const others = (await readdir(folder)).filter((name) => !known.has(name));
  await Promise.all(others.map((name) => rm(join(folder, name), { force: true })));
}
