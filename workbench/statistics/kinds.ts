/** A kind of attack, and the specs that try it. A spec counts for the first kind that takes it. */
export type Kind = Readonly<{ name: string; specs: RegExp }>;

export const KINDS: readonly Kind[] = [
  {
    name: 'Tokens, keys and clocks',
    specs:
      /attacks\/tokens|identity\/(?:src\/(?:algorithms|combine-verifiers|create-introspection|discover-|check-claims|create-token|key-|parse-key|issuer|is-machine|read-scopes|decode|token)|test)/,
  },
  {
    name: 'Paths, stages and methods',
    specs:
      /attacks\/paths|gateway\/(?:src\/(?:find-path|reject-unsafe|strip-stage|request\/read-(?:path|query))|test\/route)/,
  },
  {
    name: 'Guards and declarations',
    specs: /libs\/access\/|libs\/toolkit\/src\/(?:conformance|access)\/|access-table|undeclared|middleware/,
  },
  { name: 'Events, triggers and adapter', specs: /attacks\/(?:events|sources)|libs\/gateway\// },
  { name: 'Bodies and parameters', specs: /attacks\/bodies|libs\/input\// },
  {
    name: 'Errors, responses and logs',
    specs: /attacks\/errors|libs\/(?:log|problem)\/|identity\/src\/is-error/,
  },
  { name: 'Configuration', specs: /attacks\/start|libs\/application\// },
  {
    name: 'Sign-in and accounts',
    specs:
      /attacks\/sign-in|libs\/(?:auth|docs)\/|identity\/src\/(?:create-(?:sign|account|user-pool)|read-(?:sign|credential)|send|remember|read-address|is-loopback|sign-in)/,
  },
  { name: 'State between invocations', specs: /attacks\/overlap/ },
  { name: 'Supply chain', specs: /workbench\/supply-chain/ },
];

export function kindOf(spec: string): string | undefined {
  return KINDS.find(({ specs }) => specs.test(spec))?.name;
}
