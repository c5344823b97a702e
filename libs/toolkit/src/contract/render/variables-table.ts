import { passes, type Variables } from '@lambda-nest/application/env';
import { parameterOf } from '../../serverless/own-parameters.ts';

const INTRODUCTION = `# Variables of this application's own

Written by \`npm run contract\` from \`src/env.ts\`. Do not edit.

The parameter sets the variable when the stack is deployed; on a laptop, \`.env.local\` does. The parameter of a secret says where it is
kept, \`secretsmanager:<name>[:<key>]\` or \`ssm:/<name>\`, and never holds it.
`;

/** The table of variables for people who deploy. */
export function renderVariablesTable(variables: Variables): string {
  const rows = Object.entries(variables).map(
    ([name, { rule, description, example, default: otherwise, secret = false }]) => {
      const isOptional = otherwise !== undefined || passes(rule, undefined);
      return [
        `\`${name}\``,
        `\`${parameterOf(name)}\``,
        description,
        `\`${example}\``,
        isOptional ? (otherwise === undefined ? 'optional' : `\`${otherwise}\``) : 'required',
        secret ? 'secret' : '',
      ].map((cell) => cell.replaceAll('|', '\\|'));
    },
  );
  const head = ['Variable', 'Parameter', 'Meaning', 'Example', 'Unset', ''];
  const lines = [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
  return `${INTRODUCTION}\n${lines.join('\n')}\n`;
}
