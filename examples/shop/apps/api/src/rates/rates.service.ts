import { Inject, Injectable } from '@nestjs/common';
import * as v from 'valibot';
import { Problem } from '@lambda-nest/problem';
import { Env } from '../env.ts';

/** How long the service may take, in ms: a caller waits for it, and the sandbox with them. */
const TIMEOUT_MS = 2_000;

const Reply = v.object({ rate: v.pipe(v.number(), v.gtValue(0)) });

/** What a euro is in other currencies, as a service of others tells. */
@Injectable()
export class RatesService {
  readonly #url: string;

  constructor(@Inject(Env) env: Env) {
    this.#url = env.RATES_URL;
  }

  /**
   * @param currency ISO 4217
   * @throws Problem 503 while the service does not reply as it should
   */
  async rateOf(currency: string): Promise<number> {
    if (currency === 'EUR') return 1;
    try {
      const response = await fetch(new URL(currency, this.#url), { signal: AbortSignal.timeout(TIMEOUT_MS) });
      if (!response.ok) throw new Error(`The rates service replied with ${response.status}.`);
      return v.parse(Reply, await response.json()).rate;
    } catch (cause) {
      throw new Problem({
        status: 503,
        code: 'NO_RATES',
        detail: 'Prices in other currencies are not known right now. Try again later.',
        headers: { 'Retry-After': '30' },
        cause,
      });
    }
  }
}
