import { describeDeclaration, withScopes } from '@lambda-nest/access/policy';
import { routeKeyOf } from '@lambda-nest/gateway/model';
import { rolesOf, type ContractRoute } from '../contract-route.ts';
import type { StageScopes } from '../stage-scopes.ts';

const INTRODUCTION = `# Who may call what

Written by \`npm run contract\` from the declarations in the code. Do not edit.

A route says once who may call it. The gateway rejects before the function runs; the application checks all of it again,
so that a request which got around the gateway gets no further.

A token counts for as long as its provider lets it live, an hour with most: who is disabled meanwhile is let in until then. Where \`account\` is enforced, Firebase, or a
Cognito user pool with \`accounts=on\`, is asked about the account, or another provider about the token where \`introspectionUri\` is set, and who is disabled is out within 5 seconds.
`;

const OF_STAGES = `
## Scopes that stages set

By the parameter \`routeScopes\` of \`infra/parameters\`, read by gateway and function alike. \`default\` is for stages whose file has none;
what \`--param\` says of a deployment is in no file.
`;

/**
 * The table that a security reviewer reads.
 *
 * @param stageScopes what the files of stages set in place of declared scopes. Default: nothing
 */
export function renderAccessTable(routes: readonly ContractRoute[], stageScopes: StageScopes = {}): string {
  const rows = routes.map((route) => [
    route.method,
    `\`${route.path}\``,
    describeDeclaration(route.declaration),
    whereEnforced(route),
    ...(route.function === undefined ? [] : [`\`${route.function}\``]),
    `[${route.name}](${route.source.file})`,
  ]);
  const areSeveral = routes.some((route) => route.function !== undefined);
  const head = ['Method', 'Path', 'Who', 'Enforced', ...(areSeveral ? ['Function'] : []), 'Declared'];
  const table = renderTable(head, rows);
  return `${INTRODUCTION}\n${table}${renderStages(routes, stageScopes)}`;
}

function renderStages(routes: readonly ContractRoute[], stageScopes: StageScopes): string {
  const rows = Object.entries(stageScopes).flatMap(([stage, scopes]) =>
    routes.flatMap(({ method, path, declaration }) => {
      const names = scopes[routeKeyOf({ method, path })];
      const who = names && describeDeclaration(withScopes(declaration, names));
      return who ? [[stage, method, `\`${path}\``, who, describeDeclaration(declaration)]] : [];
    }),
  );
  if (rows.length === 0) return '';
  return `${OF_STAGES}\n${renderTable(['Stage', 'Method', 'Path', 'Who', 'Declared'], rows)}`;
}

function whereEnforced(route: ContractRoute): string {
  if (!route.gateway.authorizer) return 'open to all';
  const scopes = route.gateway.scopes.length > 0 ? ['scope'] : [];
  const roles = rolesOf(route).length > 0 ? ['role'] : [];
  const account = route.isAccountChecked ? ['account'] : [];
  const gateway = ['token', ...scopes].join(', ');
  return `gateway: ${gateway}; application: ${['token', ...scopes, ...roles, ...account].join(', ')}`;
}

function renderTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
  return `${lines.join('\n')}\n`;
}
