/** Thrown when the application's routes cannot be what the gateway serves. Lists everything at once. */
export class ContractFault extends Error {
  readonly code = 'CONTRACT_FAULT';
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(`The routes cannot be deployed as they are:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`);
    this.name = 'ContractFault';
    this.faults = faults;
  }
}
