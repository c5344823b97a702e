/** Thrown when a function is not described as it must be; a sentence for who called a command. */
export class FunctionConfigError extends Error {
  readonly code = 'FUNCTION_CONFIG_INVALID';

  constructor(message: string) {
    super(message);
    this.name = 'FunctionConfigError';
  }
}
