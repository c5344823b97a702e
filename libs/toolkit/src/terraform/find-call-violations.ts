import type { TerraformModule } from './read-module.ts';

/** What a module takes: its variables, and whether each must be given. */
export type Signature = Readonly<{
  variables: Readonly<Record<string, Readonly<{ isRequired: boolean }>>>;
  outputs: readonly string[];
}>;

/** What every call of a module may say besides variables. */
const META = new Set(['source', 'version', 'providers', 'depends_on', 'count', 'for_each']);

/** What a module takes and gives, as it says itself. */
export function signatureOf({ variables, outputs }: TerraformModule): Signature {
  return {
    variables: Object.fromEntries(
      Object.entries(variables).map(([name, block]) => [
        name,
        { isRequired: !Object.hasOwn(block, 'default') },
      ]),
    ),
    outputs: Object.keys(outputs),
  };
}

/**
 * What is wrong with the calls of a configuration, a sentence each: variables that the called module does not have or that it lacks,
 * outputs that it does not give, and sources and providers that are not pinned.
 *
 * @param signatureFor what the module at a source takes; `undefined` where there is none
 */
export function findCallViolations(
  configuration: TerraformModule,
  signatureFor: (source: string) => Signature | undefined,
): readonly string[] {
  const { modules, providers } = configuration;
  return [
    ...Object.entries(modules).flatMap(([name, call]) => {
      const source = String(call['source']);
      const signature = signatureFor(source);
      return [
        ...pinViolations(name, source),
        ...(signature
          ? [
              ...variableViolations(name, call, signature),
              ...outputViolations(name, configuration, signature),
            ]
          : [`module.${name} is of ${source}, which is not known here.`]),
      ];
    }),
    ...Object.entries(providers).flatMap(([name, version]) =>
      /^\d+\.\d+\.\d+$/.test(version)
        ? []
        : [`The provider ${name} must have an exact version, and has ${version || 'none'}.`],
    ),
    ...useViolations(configuration),
  ];
}

function pinViolations(name: string, source: string): readonly string[] {
  if (/^\.{1,2}\//.test(source) || /\?ref=[0-9a-f]{40}$/.test(source)) return [];
  return [`module.${name} must have a source at a commit: ?ref=<40 hexadecimal digits>.`];
}

function variableViolations(
  name: string,
  call: Readonly<Record<string, unknown>>,
  { variables }: Signature,
): readonly string[] {
  const given = Object.keys(call).filter((key) => !META.has(key));
  const unknown = given.filter((key) => !Object.hasOwn(variables, key));
  const missing = Object.entries(variables).filter(
    ([key, { isRequired }]) => isRequired && !given.includes(key),
  );
  return [
    ...unknown.map((key) => `module.${name} sets ${key}, which its module does not have.`),
    ...missing.map(([key]) => `module.${name} lacks ${key}, which its module must be given.`),
  ];
}

function outputViolations(
  name: string,
  { text }: TerraformModule,
  { outputs }: Signature,
): readonly string[] {
  const read = [...text.matchAll(new RegExp(String.raw`\bmodule\.${name}\.(\w+)`, 'g'))];
  return [...new Set(read.map(([, output = '']) => output))]
    .filter((output) => !outputs.includes(output))
    .map((output) => `module.${name}.${output} is no output of its module.`);
}

/** Variables that are read and not declared, or declared and not read. */
export function useViolations({ text, variables }: TerraformModule): readonly string[] {
  const used = new Set([...text.matchAll(/\bvar\.(\w+)/g)].map(([, name = '']) => name));
  return [
    ...[...used]
      .filter((name) => !Object.hasOwn(variables, name))
      .map((name) => `var.${name} is not declared.`),
    ...Object.keys(variables)
      .filter((name) => !used.has(name))
      .map((name) => `The variable ${name} is declared and has no effect.`),
  ];
}
