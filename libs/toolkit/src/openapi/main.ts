/** `npm run document`: whether the OpenAPI document is sound, and breaks no client of the released one. */
import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { OpenApiDocument } from '@lambda-nest/testing/openapi';
import { ACKNOWLEDGED_FILE, compareWith, parseAcknowledgements } from './acknowledgement.ts';
import { findBreakingChanges } from './find-breaking-changes.ts';
import { lintDocument } from './lint-document.ts';
import { showHelp } from '../show-help.ts';

const DOCUMENT_FILE = 'infra/generated/openapi.json';
const RELEASED_FILE = 'infra/released/openapi.json';

/** Lines of a list that are shown; the rest is counted. */
const MAX_LINES = 12;

const USAGE = `npm run document -- [--acknowledge <reason>] [--release] [--deny-warnings]

Lints ${DOCUMENT_FILE} by the rules of redocly.yaml and compares it with ${RELEASED_FILE}. Ends with 1 when it has errors, or
when clients of the released document may break and ${ACKNOWLEDGED_FILE} does not say that this is meant.

  --acknowledge <reason>  writes the entries, for the next commit
  --release               takes the document for released, when a version of the API was
  --deny-warnings         ends with 1 for a warning of the linter too`;

showHelp(USAGE);

try {
  const { values } = parseArgs({
    options: {
      acknowledge: { type: 'string' },
      release: { type: 'boolean' },
      'deny-warnings': { type: 'boolean', default: false },
    },
  });
  if (values.release) await release();
  else process.exitCode = await check(values.acknowledge, values['deny-warnings']);
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 2;
}

async function check(reason: string | undefined, isStrict: boolean): Promise<number> {
  const { errors, warnings } = await lintDocument(DOCUMENT_FILE);
  if (errors.length > 0) console.error(`${DOCUMENT_FILE} has errors:\n${list(errors)}`);
  if (warnings.length > 0) {
    console.error(`${DOCUMENT_FILE} has warnings:\n${list(warnings)}`);
    console.error('redocly.yaml says how severe each rule is, and where to list what is to stay as it is.');
  }
  const isUnclean = errors.length > 0 || (isStrict && warnings.length > 0);
  const changes = findBreakingChanges(await read(RELEASED_FILE), await read(DOCUMENT_FILE));
  const acknowledgements = parseAcknowledgements(await readFile(ACKNOWLEDGED_FILE, 'utf8'));
  const { open, stale } = compareWith(acknowledgements, changes);
  if (reason !== undefined) {
    await write([...acknowledgements, ...open.map((change) => ({ change, reason }))]);
    return isUnclean ? 1 : 0;
  }
  if (open.length > 0) {
    console.error(`Clients of the released document may break on\n${list(open)}\nIf that is meant, run`);
    console.error(`  npm run document -- --acknowledge '<why>'\nand commit ${ACKNOWLEDGED_FILE}.`);
  }
  if (stale.length > 0) {
    console.error(
      `${ACKNOWLEDGED_FILE} speaks of changes that there are not. Take them out:\n${list(stale)}`,
    );
  }
  return isUnclean || open.length + stale.length > 0 ? 1 : 0;
}

async function release(): Promise<void> {
  await copyFile(DOCUMENT_FILE, RELEASED_FILE);
  await write([]);
}

async function read(path: string): Promise<OpenApiDocument> {
  return JSON.parse(await readFile(path, 'utf8')) as OpenApiDocument;
}

function write(acknowledgements: object): Promise<void> {
  return writeFile(ACKNOWLEDGED_FILE, `${JSON.stringify(acknowledgements, null, 2)}\n`);
}

function list(lines: readonly string[]): string {
  const shown = lines.slice(0, MAX_LINES).map((line) => `  - ${line}`);
  const rest = lines.length - shown.length;
  return [...shown, ...(rest > 0 ? [`  and ${rest} more`] : [])].join('\n');
}
