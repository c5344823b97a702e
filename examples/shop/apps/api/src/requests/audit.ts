import { Inject, Injectable } from '@nestjs/common';
import { ClsService } from 'nestjs-cls';
import { LOG } from '@lambda-nest/application';
import type { Log } from '@lambda-nest/log';

/** Writes into the log who did what. Services need not hand the caller on: the store of the request has it. */
@Injectable()
export class Audit {
  readonly #store: ClsService;
  readonly #log: Log;

  constructor(@Inject(ClsService) store: ClsService, @Inject(LOG) log: Log) {
    this.#store = store;
    this.#log = log;
  }

  /** @param what in the past, such as `order placed` */
  note(what: string, facts: Readonly<Record<string, string | number>>): void {
    this.#log.info(what, { ...facts, by: this.#store.get<string | undefined>('caller') });
  }
}
