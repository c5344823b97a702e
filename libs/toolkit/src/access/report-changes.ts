import { describeSource } from '../deployment/describe-source.ts';
import { describeDeclaration } from '@lambda-nest/access/policy';
import type { AccessEntry } from '../contract/render/access-json.ts';
import { findAcknowledgement, isWidening, type Acknowledgement } from './acknowledgement.ts';
import type { Change } from './compare-access.ts';
import { describePrincipal } from './describe-principal.ts';

/** Tells the changes as Markdown: for a terminal and for a pull request alike. */
export function reportChanges(
  changes: readonly Change[],
  acknowledgements: readonly Acknowledgement[],
  since: string,
): string {
  if (changes.length === 0) return `No caller gained or lost access since ${since}.\n`;
  const widened = changes.filter(isWidening);
  const rest = changes.filter((change) => !isWidening(change));
  const sections = [
    section('Widened', widened, (change) => [...describe(change), verdict(change, acknowledgements)]),
    section(
      'New',
      rest.filter(({ before }) => !before),
      describe,
    ),
    section(
      'Narrowed',
      rest.filter(({ before, after, loses }) => before && after && loses.length > 0),
      describe,
    ),
    section(
      'Moved',
      rest.filter(({ after, loses, movedFrom }) => after && loses.length === 0 && movedFrom),
      describe,
    ),
    section(
      'Gone',
      rest.filter(({ after }) => !after),
      describe,
    ),
  ];
  return `Access since ${since}:\n${sections.join('')}`;
}

function section(
  title: string,
  changes: readonly Change[],
  describeChange: (change: Change) => readonly string[],
): string {
  if (changes.length === 0) return '';
  return `\n### ${title}\n\n${changes.map((change) => `- ${describeChange(change).join('\n  ')}\n`).join('')}`;
}

function describe({ route, movedFrom, before, after, gains, loses }: Change): readonly string[] {
  const moved = movedFrom ? ` (was \`${movedFrom}\`)` : '';
  const who = [before, after].filter((entry) => entry !== undefined).map(whoMay);
  const source = after?.source ?? before?.source;
  return [
    `\`${route}\`${moved}: ${[...new Set(who)].join(' → ')} (${source ? describeSource(source) : ''})`,
    ...gains.map((one) => `gains access: ${describePrincipal(one)}`),
    ...loses.map((one) => `loses access: ${describePrincipal(one)}`),
  ];
}

function whoMay({ access, isAccountChecked }: AccessEntry): string {
  return `**${describeDeclaration(access)}**${isAccountChecked ? ', account checked' : ''}`;
}

function verdict(change: Change, acknowledgements: readonly Acknowledgement[]): string {
  const found = findAcknowledgement(change, acknowledgements);
  return found ? `acknowledged: ${found.reason}` : '**not acknowledged**';
}
