import { ApiResponse } from '@nestjs/swagger';

/** Documents an error of a route that no declaration implies, in the shape that all errors have. */
export function ApiProblem(status: number, description: string): MethodDecorator {
  const schema = { $ref: '#/components/schemas/Problem' };
  return ApiResponse({ status, description, content: { 'application/problem+json': { schema } } });
}
