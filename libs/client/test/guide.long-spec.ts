import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { execFile, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startProduct, type Product } from '../../../workbench/product/start-product.ts';
import { installPackage, type Installed } from '../../../workbench/client/install-package.ts';

const run = promisify(execFile);
const GUIDE = readFileSync('libs/client/README.md', 'utf8');

// The stack on a busy machine takes its time.
jest.setTimeout(60_000);

let product: Product;
let installed: Installed;
beforeAll(async () => {
  [product, installed] = await Promise.all([startProduct(), installPackage()]);
});
afterAll(async () => {
  await product?.close();
  await installed?.remove();
});

/** The blocks of a language, as they are written but for the port of `npm start`. */
function blocksOf(language: string): string[] {
  const blocks = GUIDE.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'gms'));
  return [...blocks].map(([, block = '']) => block.replaceAll('localhost:3000', `localhost:${product.port}`));
}

/** What the one program of the guide that has this text in it writes. */
async function runProgram(text: string, environment: Record<string, string>): Promise<string> {
  const programs = blocksOf('ts').filter((program) => program.includes(text));
  expect(programs).toHaveLength(1);
  const file = join(installed.project, 'program.ts');
  writeFileSync(file, programs[0] ?? '');
  const env = { PATH: process.env['PATH'], ...environment };
  const { stdout } = await run(process.execPath, [file], { cwd: installed.project, env });
  return stdout;
}

describe('the guide', () => {
  it('signs in and shows the claims', async () => {
    const output = await runProgram('data.claims', { API_PASSWORD: 'password' });
    expect(output).toContain("email: 'user@example.com'");
  });

  it('gets a token with a form', async () => {
    expect(await runProgram('tokens.expires_in', {})).toBe('3600\n');
  });

  it('tells from an error who rejected, and why', async () => {
    const output = await runProgram('instanceof ApiError', { TOKEN: await product.tokenOf('user') });
    expect(output).toBe('You are not an administrator.\n');
    expect(await runProgram('instanceof ApiError', { TOKEN: 'none' })).toBe('gateway 401 Unauthorized\n');
  });

  it('has the base URL from the document', async () => {
    expect(await runProgram('document.servers', {})).toBe(`http://localhost:${product.port}/local/v1\n`);
  });

  const tools = ['bash', 'curl', 'jq'].filter((tool) => spawnSync(tool, ['--version']).status !== 0);
  if (tools.length > 0) console.log(`SKIPPED: the guide's first example. It needs ${tools.join(', ')}.`);
  const withTools = tools.length > 0 ? it.skip : it;

  withTools('says with curl what the client says', async () => {
    const [script = ''] = blocksOf('sh');
    const { stdout } = await run('bash', ['-e', '-c', script]);
    expect(stdout).toContain('{"status":"ok",');
    expect(stdout).toContain('"email":"user@example.com"');
    expect(stdout).toContain('HTTP/1.1 403 Forbidden');
    expect(stdout).toContain('"code":"403003"');
    expect(stdout).toMatch(/"refresh_token":"[^"]+"\}$/);
  });
});
