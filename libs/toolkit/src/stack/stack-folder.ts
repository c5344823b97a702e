import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Where the YAML lies: `infra` of this repository, which the package brings along where it is installed. */
const CANDIDATES = ['../../infra/', '../../../../infra/'].map((path) =>
  fileURLToPath(new URL(path, import.meta.url)),
);

/** Absolute path of the folder that has `function.yml`, `http-api.yml`, `access-log.yml`, `resources` and `parameters`. */
export const STACK_FOLDER = (CANDIDATES.find((folder) => existsSync(`${folder}function.yml`)) ?? '').replace(
  /[/\\]$/,
  '',
);
