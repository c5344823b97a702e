import { equal, rejects } from 'node:assert/strict';
import { addressOf, versionAt } from '../deployed.ts';
import type { Scenario } from '../scenario.ts';

const FILE = 'apps/api/src/app.module.ts';
const FAILING = "\nif (process.env['RUNTIME'] !== undefined) throw new Error('It fails at INIT.');\n";

export const failingInit: Scenario = {
  name: 'A version that fails at INIT is not deployed, the old one serving',
  async run(rehearsal) {
    const { run, deploy, edit } = rehearsal;
    const url = await addressOf(rehearsal);
    const before = await versionAt(url);
    await edit(FILE, '@Module({', `${FAILING}\n@Module({`);
    await rejects(deploy('dev'), /It fails at INIT/);
    await edit(FILE, `${FAILING}\n@Module({`, '@Module({');
    equal(await versionAt(url), before);
    const { code } = await run(['libs/toolkit/src/contract/main.ts', '--check']);
    equal(code, 0);
    return 'rejected before anything was put up';
  },
};
