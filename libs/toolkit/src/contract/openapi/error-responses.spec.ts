import { describe, expect, it } from '@jest/globals';
import type { ContractRoute } from '../contract-route.ts';
import { loadFunction } from '../../function/load-function.ts';
import { errorResponses } from './error-responses.ts';

const { contract: settings } = await loadFunction();

const ROUTE = {
  method: 'DELETE',
  path: '/v1/orders/{order}',
  declaration: { kind: 'signed-in' },
  gateway: { authorizer: true, scopes: [] },
} as unknown as ContractRoute;

const PROBLEM = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } };

describe('errorResponses', () => {
  it('shows what an error looks like whose author says only when it comes', () => {
    const responses = { 204: { description: 'Gone.' }, 409: { description: 'The order was sent.' } };
    const errors = errorResponses(ROUTE, { responses }, settings);
    expect(errors['409']).toEqual({ description: 'The order was sent.', content: PROBLEM });
    expect(errors).not.toHaveProperty('204');
  });

  it('shows the message of the gateway too where the gateway replies with that status', () => {
    const responses = { 429: { description: 'Too many orders.' } };
    expect(errorResponses(ROUTE, { responses }, settings)['429']).toEqual({
      description: 'Too many orders.',
      content: {
        ...PROBLEM,
        'application/json': {
          schema: { $ref: '#/components/schemas/GatewayMessage' },
          example: { message: 'Too Many Requests' },
          'x-gateway': true,
        },
      },
    });
  });

  it('leaves content and references as their author wrote them', () => {
    const responses = {
      404: { description: 'Nothing.', content: { 'text/plain': {} } },
      409: { $ref: '#/components/responses/Sent' },
    };
    const errors = errorResponses(ROUTE, { responses }, settings);
    expect(errors).not.toHaveProperty('404');
    expect(errors).not.toHaveProperty('409');
  });
});
