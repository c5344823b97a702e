import { ISSUER_VARIABLES } from '../oidc/trusted-issuer.ts';

type Variables = Readonly<Record<string, string>>;

/**
 * Keeps the variables by which identity provider and gateway were started as they were then: a function that trusts another issuer
 * than these have would reject every token.
 *
 * @param started the variables then
 * @param log told once what changed and what to do
 * @returns what the function gets of variables that were read again
 */
export function keepIssuer(
  started: Variables,
  log: (line: string) => void,
): (variables: Variables) => Record<string, string> {
  const kept = Object.entries(started).filter(([name]) => ISSUER_VARIABLES.includes(name));
  let said = '';
  return (variables) => {
    const changed = ISSUER_VARIABLES.filter((name) => variables[name] !== started[name]);
    const names = changed.join(', ');
    if (names !== said && names !== '')
      log(
        `${names} in .env.local changed. The identity provider and the function go on with what they started with: ` +
          'stop npm start and start it again.',
      );
    said = names;
    const others = Object.entries(variables).filter(([name]) => !ISSUER_VARIABLES.includes(name));
    return Object.fromEntries([...others, ...kept]);
  };
}
