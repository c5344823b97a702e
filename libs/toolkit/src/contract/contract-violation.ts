/** Thrown when the application's routes cannot be what the gateway serves. Lists everything at once. */
export class ContractViolation extends Error {
  readonly code = 'CONTRACT_VIOLATION';
  readonly violations: readonly string[];

  constructor(violations: readonly string[]) {
    super(
      `The routes cannot be deployed as they are:\n${violations.map((violation) => `  - ${violation}`).join('\n')}`,
    );
    this.name = 'ContractViolation';
    this.violations = violations;
  }
}
