import { beforeAll, describe, expect, it } from '@jest/globals';
import { Controller, Get, Module } from '@nestjs/common';
import { Public, Roles } from '@lambda-nest/access';
import { DEFAULT_CONTRACT } from '../function/contract-settings.ts';
import { describeApi, type Contract } from './describe-application.ts';
import { renderContract } from './render-contract.ts';

const product = { title: 'shop', description: 'A shop.', version: '1.2.3', license: 'MIT' };

@Controller('v1/me')
class MeController {
  @Public()
  @Get()
  list(): string {
    return '';
  }
}

@Controller('v1/orders')
class OrdersController {
  @Roles('USERS')
  @Get()
  list(): string {
    return '';
  }
}

@Module({ controllers: [MeController] })
class ApiModule {}

@Module({ controllers: [OrdersController] })
class OrdersModule {}

const api = { rootModule: ApiModule, function: 'api' };
const orders = { rootModule: OrdersModule, function: 'orders' };
const describeBoth = (...others: readonly (typeof api)[]): Promise<Contract> =>
  describeApi([api, ...others], product, DEFAULT_CONTRACT);

describe('describeApi', () => {
  let contract: Contract;
  beforeAll(async () => {
    contract = await describeBoth(orders);
  });

  it('says of each route which function serves it, with names that no other has', () => {
    expect(contract.routes.map(({ path, function: name, operationId }) => [path, name, operationId])).toEqual(
      [
        ['/v1/me', 'api', 'meList'],
        ['/v1/orders', 'orders', 'ordersList'],
      ],
    );
  });

  it('has one document of all', () => {
    expect(Object.keys(contract.document.paths)).toEqual(['/me', '/orders']);
  });

  it('says in the document which operations others serve: the docs page of the API knows its own routes alone', () => {
    const { '/me': me, '/orders': ofOrders } = contract.document.paths;
    expect(me?.['get']).not.toHaveProperty('x-function');
    expect(ofOrders?.['get']).toMatchObject({ 'x-function': 'orders' });
  });

  it('rejects a route that two functions have, naming it', async () => {
    await expect(describeBoth({ rootModule: ApiModule, function: 'orders' })).rejects.toThrow(
      /GET \/v1\/me .* is there already: GET \/v1\/me/,
    );
  });

  it('gives the function that describes the API its own routes, and says of the others in the access table', () => {
    const files = renderContract(contract, {
      name: 'api',
      contract: DEFAULT_CONTRACT,
      generated: 'generated',
      accessTable: 'ACCESS.md',
      variables: {},
    });
    const [events = '', extensions = ''] = (files['generated/routes.yml'] ?? '').split('extensions:');
    expect(events).toContain('/v1/me');
    expect(events).not.toContain('/v1/orders');
    expect(extensions).toContain('HttpApiRouteGetV1Orders');
    expect(files['ACCESS.md']).toContain('| `orders` |');
  });
});
