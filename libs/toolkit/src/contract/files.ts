import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

type Files = Readonly<Record<string, string>>;

export async function writeFiles(folder: string, files: Files): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
}

/** Paths of the files that are missing or say something else than they should. */
export async function findDrift(folder: string, files: Files): Promise<readonly string[]> {
  const isSame = await Promise.all(
    Object.entries(files).map(async ([path, content]) => {
      const written = await readFile(join(folder, path), 'utf8').catch(() => undefined);
      // A checkout may have turned line ends around.
      return written?.replaceAll('\r\n', '\n') === content;
    }),
  );
  return Object.keys(files).filter((_, index) => !isSame[index]);
}
