import { readResponse } from '../read-response.ts';
import { checkResponse } from './check-response.ts';
import { readTarget } from './read-target.ts';

/** Gives a handler's result back when it is what the document says of the operation that the event asks for. */
export function checkResult<Result>(event: unknown, result: Result): Result {
  const target = readTarget(event);
  if (target) checkResponse(target.method, target.path, readResponse(result));
  return result;
}
