import { readAnswer } from '../read-answer.ts';
import { checkAnswer } from './check-answer.ts';
import { readTarget } from './read-target.ts';

/** Gives a handler's result back when it is what the document says of the operation that the event asks for. */
export function checkResult<Result>(event: unknown, result: Result): Result {
  const target = readTarget(event);
  if (target) checkAnswer(target.method, target.path, readAnswer(result));
  return result;
}
