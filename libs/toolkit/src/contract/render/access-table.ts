import { describeDeclaration } from '@lambda-nest/access/policy';
import { rolesOf, type ContractRoute } from '../contract-route.ts';

const INTRODUCTION = `# Who may call what

Written by \`npm run contract\` from the declarations in the code. Do not edit.

A route says once who may call it. The gateway refuses before the function runs; the application checks all of it again,
so that a request which got around the gateway gets no further.
`;

/** The table that a security reviewer reads. */
export function renderAccessTable(routes: readonly ContractRoute[]): string {
  const rows = routes.map((route) => [
    route.method,
    `\`${route.path}\``,
    describeDeclaration(route.declaration),
    whereEnforced(route),
    `[${route.name}](${route.source.file})`,
  ]);
  return `${INTRODUCTION}\n${renderTable(['Method', 'Path', 'Who', 'Enforced', 'Declared'], rows)}`;
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
