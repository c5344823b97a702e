const ARCHITECTURES: Readonly<Record<string, string>> = { x64: 'x86_64', arm64: 'arm64' };

/** How AWS calls the architecture that Node calls by another name. */
export function architectureOf(machine: string): string {
  return ARCHITECTURES[machine] ?? machine;
}
