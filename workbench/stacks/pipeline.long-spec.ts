import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, matchesGlob } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parseTemplate } from '../../libs/local/src/cloud/cloudformation/template/parse-template.ts';
import { parseYaml } from '../../libs/local/src/cloud/cloudformation/template/parse-yaml.ts';
import { checkSpecification } from '../../libs/toolkit/src/template/check-specification.ts';
import type { Template } from '../../libs/toolkit/src/template/template.ts';
import { loadValidator } from '../../libs/toolkit/src/template/validate-template.ts';
import { useViolations } from '../../libs/toolkit/src/terraform/find-call-violations.ts';
import { readModule } from '../../libs/toolkit/src/terraform/read-module.ts';

const template = parseTemplate(readFileSync('infra/pipeline/pipeline.yml', 'utf8')) as unknown as Template;
const terraform = readModule('infra/pipeline/terraform');
const propertiesOf = (id: string): Record<string, unknown> => template.Resources[id]?.Properties ?? {};

type Buildspec = {
  phases: Record<string, { commands: string[] }>;
  artifacts?: { files: string[]; 'exclude-paths': string[] };
};
const readBuildspec = (name: string): Buildspec =>
  parseYaml(readFileSync(`infra/pipeline/${name}.yml`, 'utf8')) as unknown as Buildspec;

let bin: string;
beforeAll(() => {
  bin = mkdtempSync(join(tmpdir(), 'pipeline-'));
  // Tell what they were called with; what FAILS names ends with 1.
  for (const name of ['npm', 'aws']) {
    const program = `#!/bin/sh\necho "\${AWS_PROFILE:+[$AWS_PROFILE] }${name} $*"\ntest "$*" != "$FAILS"\n`;
    writeFileSync(join(bin, name), program);
    chmodSync(join(bin, name), 0o755);
  }
});
afterAll(() => rmSync(bin, { recursive: true }));

/** Runs the commands as CodeBuild does: one after the other, in one shell a phase, until one fails. */
function runBuildspec(name: string, environment: Readonly<Record<string, string>> = {}) {
  const output: string[] = [];
  for (const { commands } of Object.values(readBuildspec(name).phases)) {
    const { status, stdout } = spawnSync('bash', ['-ec', commands.join('\n')], {
      encoding: 'utf8',
      env: { PATH: `${bin}:/usr/bin:/bin`, ...environment },
    });
    output.push(...stdout.split('\n').filter(Boolean));
    if (status !== 0) return { status, output };
  }
  return { status: 0, output };
}

describe('the stack of the pipeline', () => {
  it("is one that AWS's validator and specification have nothing against", async () => {
    const validate = await loadValidator();
    expect([validate(template), checkSpecification(template)]).toEqual([[], []]);
  });

  it('lets nothing deploy but the role of releases, and names what the others may do', () => {
    for (const id of ['BuildRole', 'DeployRole', 'PipelineRole']) {
      const statements = JSON.stringify(propertiesOf(id)['Policies']);
      expect(statements).not.toMatch(/"Action":"[^"]*\*|"Resource":"\*"/);
    }
    expect(JSON.stringify(propertiesOf('DeployRole'))).toContain(
      '{"Effect":"Allow","Action":"sts:AssumeRole","Resource":{"Ref":"ReleaseRole"}}',
    );
  });

  it('is what its Terraform is: stages, actions, projects and notifications', () => {
    const stages = (propertiesOf('Pipeline')['Stages'] as Stage[]).map(({ Name, Actions }) => [
      Name,
      Actions.map(({ Name: action, ActionTypeId: { Category, Provider } }) => [action, Category, Provider]),
    ]);
    const { stage = [] } = (terraform.resources['aws_codepipeline']?.['pipeline'] ?? {}) as {
      stage?: StageOfTerraform[];
    };
    expect(
      stage.map(({ name, action }) => [
        name,
        action.map(({ name: one, category, provider }) => [one, category, provider]),
      ]),
    ).toEqual(stages);
    const rule = terraform.resources['aws_codestarnotifications_notification_rule']?.['pipeline'];
    expect(rule?.['event_type_ids']).toEqual(propertiesOf('Notifications')['EventTypeIds']);
    for (const id of ['Build', 'Deploy']) {
      const { BuildSpec = '' } = propertiesOf(id)['Source'] as { BuildSpec?: string };
      expect([existsSync(BuildSpec), terraform.text.includes(`"${BuildSpec}"`)]).toEqual([true, true]);
    }
    expect(useViolations(terraform)).toEqual([]);
  });

  it('tells success and failure by e-mail and Slack', () => {
    const { EventTypeIds, Targets } = propertiesOf('Notifications') as {
      EventTypeIds: string[];
      Targets: object[];
    };
    expect(EventTypeIds).toEqual(
      expect.arrayContaining([
        'codepipeline-pipeline-pipeline-execution-succeeded',
        'codepipeline-pipeline-pipeline-execution-failed',
      ]),
    );
    expect(JSON.stringify(Targets)).toMatch(/"SNS".*"AWSChatbotSlack"/);
  });
});

type Stage = {
  Name: string;
  Actions: { Name: string; ActionTypeId: { Category: string; Provider: string } }[];
};
type StageOfTerraform = { name: string; action: { name: string; category: string; provider: string }[] };

describe('the buildspecs', () => {
  it('check, test and package a commit', () => {
    expect(runBuildspec('build')).toEqual({
      status: 0,
      output: ['npm ci', 'npm run check', 'npm test', 'npm run package'],
    });
  });

  it('make no zip of a commit whose tests fail', () => {
    expect(runBuildspec('build', { FAILS: 'test' })).toEqual({
      status: 1,
      output: ['npm ci', 'npm run check', 'npm test'],
    });
  });

  it('put the zip up in the stage that is named, in the role of releases', () => {
    const role = 'arn:aws:iam::111122223333:role/my release';
    expect(runBuildspec('deploy', { STAGE: 'staging', RELEASE_ROLE: role })).toEqual({
      status: 0,
      output: [
        'npm ci',
        `aws configure set profile.release.role_arn ${role}`,
        'aws configure set profile.release.credential_source EcsContainer',
        '[release] npm run deploy -- --stage staging --artifact dist/api.zip',
        '[release] npm run conformance -- --stage staging',
      ],
    });
    expect(runBuildspec('deploy', { STAGE: 'prod', RELEASE_ROLE: role }).output.at(-1)).toBe(
      '[release] npm run deploy -- --stage prod --artifact dist/api.zip',
    );
  });

  it('run scripts that there are, and hand over the zip and not the packages', () => {
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: object };
    const commands = ['build', 'deploy'].flatMap((name) =>
      Object.values(readBuildspec(name).phases).flatMap((phase) => phase.commands),
    );
    const run = commands.flatMap((command) => /npm run (\S+)/.exec(command)?.[1] ?? []);
    expect(run.filter((name) => !Object.hasOwn(scripts, name))).toEqual([]);
    expect(run).toEqual(['check', 'package', 'deploy', 'conformance']);
    const excluded = readBuildspec('build').artifacts?.['exclude-paths'] ?? [];
    const isExcluded = (path: string): boolean => excluded.some((pattern) => matchesGlob(path, pattern));
    expect([isExcluded('dist/api.zip'), isExcluded('serverless.yml')]).toEqual([false, false]);
    expect(isExcluded('node_modules/a/b.js')).toBe(true);
  });
});
