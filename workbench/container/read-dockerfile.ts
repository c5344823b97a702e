/** The image that a Dockerfile describes: its last stage. */
export type Image = Readonly<{
  /** Base images of all stages, arguments filled in. */
  bases: readonly string[];
  environment: Readonly<Record<string, string>>;
  user: string;
  /** Program and arguments, without a shell. */
  command: readonly string[];
  /** Folders and files that come from another stage: where they were, and where they go. */
  copied: readonly (readonly [from: string, to: string])[];
}>;

/** Reads the instructions that this repository's Dockerfile uses. */
export function readDockerfile(text: string): Image {
  const lines = text.split('\n').filter((line) => /^[A-Z]+ /.test(line));
  const defaults = Object.fromEntries(argumentsOf('ARG', lines).map((argument) => argument.split('=')));
  const last = lines.slice(lines.findLastIndex((line) => line.startsWith('FROM ')));
  return {
    bases: argumentsOf('FROM', lines).map((base) =>
      (base.split(' ')[0] ?? '').replaceAll(/\$\{(\w+)\}/g, (_all, name: string) => String(defaults[name])),
    ),
    environment: Object.fromEntries(
      argumentsOf('ENV', last).flatMap((line) =>
        line.split(' ').map((pair) => pair.split('=') as [string, string]),
      ),
    ),
    user: argumentsOf('USER', last).at(-1) ?? 'root',
    command: JSON.parse(argumentsOf('CMD', last).at(-1) ?? '[]') as string[],
    copied: argumentsOf('COPY', last).map((line) => line.split(' ').slice(-2) as [string, string]),
  };
}

/** What follows an instruction, each time. */
function argumentsOf(instruction: string, lines: readonly string[]): readonly string[] {
  return lines
    .filter((line) => line.startsWith(`${instruction} `))
    .map((line) => line.slice(instruction.length + 1));
}
