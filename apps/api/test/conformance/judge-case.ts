import type { AttackCase } from './attack-case.ts';
import { ACCESS_JUDGES } from './judge-access.ts';
import { RESPONSE_JUDGES } from './judge-responses.ts';
import { isExpected } from './judge-status.ts';
import { SURROUNDING_JUDGES } from './judge-surroundings.ts';
import { everythingOf } from './judge.ts';
import type { Run } from './run.ts';

const JUDGES = [...ACCESS_JUDGES, ...RESPONSE_JUDGES, ...SURROUNDING_JUDGES];

/** What went otherwise than a case wants it, in words. Empty: the case holds. */
export function findViolations(
  { expect }: AttackCase,
  run: Run,
  tokens: ReadonlySet<string>,
): readonly string[] {
  const { status, must = [], mustNot = [] } = expect;
  return [
    ...(isExpected(status, run.exchanges)
      ? []
      : [`outcome: ${describeOutcomes(run)}, not ${JSON.stringify(status)}`, ...run.bootMessages]),
    ...must.flatMap((sentence) => judge(sentence, run, true)),
    ...mustNot.flatMap((sentence) => judge(sentence, run, false)),
    ...alwaysViolations(run, mustNot.join('\n')),
    ...[...tokens].filter((token) => isLogged(token, run)).map(() => 'a token was logged'),
  ];
}

function judge(sentence: string, run: Run, wanted: boolean): readonly string[] {
  for (const [pattern, decide] of JUDGES) {
    const match = pattern.exec(sentence);
    const verdict = match ? decide(run, match.slice(1), sentence) : undefined;
    if (verdict !== undefined)
      return verdict === wanted ? [] : [`${wanted ? 'must' : 'must not'}: ${sentence}`];
  }
  return [`not interpreted: ${sentence}`];
}

/** What holds of every case: responses without stacks and paths, logs without credentials, no canary anywhere. */
function alwaysViolations(run: Run, mustNot: string): readonly string[] {
  const received = run.responses.map(everythingOf).join('\n');
  // A case that forbids a canary in the response alone throws it where it may be logged.
  const mayBeLogged = /CANARY-\w+ .*in the (?:body|response)$/m.test(mustNot);
  return [
    ...(/\n\s+at |node_modules|\/var\/task|\/apps\/api|\/libs\//.test(received)
      ? ['a response holds a stack or a path']
      : []),
    ...(/CANARY/.test(received + (mayBeLogged ? '' : run.output)) ? ['a canary left'] : []),
    ...(run.bootMessages.some((message) => message.includes('CANARY'))
      ? ['a start-up error repeats a value']
      : []),
  ];
}

function describeOutcomes({ exchanges }: Run): string {
  return exchanges.map(({ route, outcome }) => `${route} ${outcome}`).join(', ') || 'nothing was tried';
}

/** Either part of a token that is its own. */
function isLogged(token: string, { output }: Run): boolean {
  const parts = token.split('.').slice(1);
  return parts.some((part) => part.length > 20 && output.includes(part));
}
