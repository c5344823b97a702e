import { isSecret, passes, type Variable, type Variables } from '@lambda-nest/application/env';
import { parameterOf } from '../../serverless/own-parameters.ts';

const INTRODUCTION = `# Variables of this application's own

Written by \`npm run contract\` from \`src/env.ts\`. Do not edit.

The parameter sets the variable when the stack is deployed; on a laptop, \`.env.local\` does. The parameter of a secret says where it is
kept, \`secretsmanager:<name>[:<key>]\` or \`ssm:/<name>\`, and never holds it.
`;

/** Variables of one function, by the function's name. */
export type DeclaredVariables = Readonly<Record<string, Variables>>;

/** The table of variables for people who deploy; where several functions declare some, it says which. */
export function renderVariablesTable(declared: DeclaredVariables): string {
  const names = [...new Set(Object.values(declared).flatMap((variables) => Object.keys(variables)))];
  const areSeveral = Object.keys(declared).length > 1;
  const rows = names.map((name) => {
    const holders = Object.entries(declared).filter(([, variables]) => name in variables);
    const cells = holders.slice(0, 1).flatMap(([, { [name]: variable }]) => describeVariable(name, variable));
    return [...cells, ...(areSeveral ? [holders.map(([holder]) => `\`${holder}\``).join(', ')] : [])].map(
      (cell) => cell.replaceAll('|', '\\|'),
    );
  });
  const head = [
    'Variable',
    'Parameter',
    'Meaning',
    'Example',
    'Unset',
    '',
    ...(areSeveral ? ['Functions'] : []),
  ];
  const lines = [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
  return `${INTRODUCTION}\n${lines.join('\n')}\n`;
}

function describeVariable(name: string, variable: Variable | undefined): readonly string[] {
  if (!variable) return [];
  const { rule, description, example, default: otherwise, secret } = variable;
  const isOptional = otherwise !== undefined || passes(rule, undefined);
  return [
    `\`${name}\``,
    `\`${parameterOf(name)}\``,
    description,
    `\`${example}\``,
    isOptional ? (otherwise === undefined ? 'optional' : `\`${otherwise}\``) : 'required',
    secret === 'run' ? 'secret, read at run time' : isSecret(variable) ? 'secret' : '',
  ];
}
