import { readStamp, type Stamp } from '../package/stamp.ts';
import type { Parameters } from './parameters.ts';
import { zipOf } from './worker-function.ts';

/** The stamp of the zip that the parameter names, if it names one; and what keeps it from being deployed. */
export type CheckedArtifact = Readonly<{ stamp?: Stamp; violations: readonly string[] }>;

/**
 * Looks into a zip that was packaged before. The gateway gets the routes of this checkout, so the zip must come from the
 * same declarations; and the function gets the architecture that the zip was built for.
 *
 * @param contract hash of this checkout's declarations
 */
export function checkArtifact({ artifact, architecture }: Parameters, contract: string): CheckedArtifact {
  if (!artifact) return { violations: [] };
  const stamp = read(artifact);
  if (stamp === 'unreadable') {
    return {
      violations: [
        'artifact names a file that cannot be read. Correct its path, or leave the parameter out to build the zip.',
      ],
    };
  }
  if (!stamp) {
    return {
      violations: [
        'artifact is no zip that was packaged here: it holds no artifact.json. Make one by npm run package.',
      ],
    };
  }
  return {
    stamp,
    violations: [...contractViolations(stamp, contract), ...architectureViolations(stamp, architecture)],
  };
}

/** A function whose zip lies beside that of the API: what it is called, and the API whose routes it serves, if it does. */
type OtherFunction = Readonly<{ name: string; api?: string | undefined }>;

/**
 * Looks into the zips of the other functions, which lie beside that of the API when that was packaged before.
 *
 * @param stamp of the API's zip
 */
export function findOtherZipViolations(
  { artifact }: Parameters,
  functions: readonly OtherFunction[],
  stamp: Stamp | undefined,
): readonly string[] {
  if (!artifact || !stamp) return [];
  return functions.flatMap(({ name, api }) => {
    const file = zipOf(name, artifact);
    const own = read(file);
    if (own === 'unreadable')
      return [
        `${file} cannot be read: artifact needs the zips of all functions beside it. Package all at once; to promote a stage that has no ${name} yet, deploy that stage first.`,
      ];
    if (!own) return [`${file} is no zip that was packaged here: it holds no artifact.json.`];
    // A worker declares no routes.
    const isTogether =
      own.architecture === stamp.architecture &&
      own.commit === stamp.commit &&
      (api === undefined || own.contract === stamp.contract);
    if (isTogether) return [];
    return [
      `${file} was not packaged with artifact: another commit, architecture or contract. Package all functions at once.`,
    ];
  });
}

function contractViolations(stamp: Stamp, contract: string): readonly string[] {
  if (stamp.contract === contract) return [];
  const [from, remedy] = stamp.commit
    ? [`at the commit ${stamp.commit.slice(0, 12)}`, 'Deploy it from that commit']
    : ['from sources of no commit', 'Deploy it from those'];
  return [
    `artifact was packaged ${from}, with other routes or access than infra/generated has here. ${remedy}, or package ` +
      'again.',
  ];
}

function architectureViolations(stamp: Stamp, architecture: string | undefined): readonly string[] {
  if (!architecture || architecture === stamp.architecture) return [];
  return [
    `architecture is ${architecture}, and artifact was packaged for ${stamp.architecture}. Leave the parameter out, or ` +
      'package on a machine of that architecture.',
  ];
}

function read(file: string): Stamp | undefined | 'unreadable' {
  try {
    return readStamp(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).syscall) return 'unreadable';
    throw error;
  }
}
