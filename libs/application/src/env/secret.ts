/**
 * A secret that is read where it is kept when it is first needed, once for a process. Nothing that writes an object, a log or a
 * debugger's console among them, shows its value.
 */
export class Secret<Value = string> {
  readonly #read: () => Promise<Value>;
  #reading: Promise<Value> | undefined;

  /** @param read reads the value where it is kept */
  constructor(read: () => Promise<Value>) {
    this.#read = read;
  }

  /** The value. A reading that failed is tried again by the next call. */
  get(): Promise<Value> {
    if (this.#reading) return this.#reading;
    const reading = this.#read();
    this.#reading = reading;
    reading.catch(() => {
      if (this.#reading === reading) this.#reading = undefined;
    });
    return reading;
  }

  /** Has the next `get()` read again: for a value that was rejected where it is used, because it was rotated. */
  forget(): void {
    this.#reading = undefined;
  }

  toJSON(): string {
    return '[secret]';
  }
}
