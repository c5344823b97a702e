/** The shop with Hono: its own validator with zod, hono-rate-limiter, jose, drizzle, and Hono's store of the request. */
import { zValidator } from '@hono/zod-validator';
import { Hono, type MiddlewareHandler } from 'hono';
import { handle } from 'hono/aws-lambda';
import { contextStorage } from 'hono/context-storage';
import { rateLimiter } from 'hono-rate-limiter';
import { type Caller, expectRole, expectScope, verifyCaller } from './shop/callers.js';
import { Failure } from './shop/failure.js';
import { cancelOrder, findOrder, listOrders, listSales, placeOrder } from './shop/orders.js';
import { signUpload } from './shop/pictures.js';
import { addProduct, findProduct, listProducts, priceProduct, removeProduct } from './shop/products.js';
import {
  Id,
  NewOrder,
  NewPicture,
  NewProduct,
  OrderQuery,
  PriceQuery,
  ProductQuery,
} from './shop/schemas.js';

type Env = { Variables: { caller: Caller } };

const signedIn: MiddlewareHandler<Env> = async (context, next) => {
  context.set('caller', await verifyCaller(context.req.header('authorization')));
  await next();
};
const role =
  (name: string): MiddlewareHandler<Env> =>
  async (context, next) => {
    expectRole(context.get('caller'), name);
    await next();
  };
const limit = rateLimiter<Env>({
  windowMs: 60_000,
  limit: 30,
  keyGenerator: (context) => context.get('caller').sub,
});

const products = new Hono<Env>()
  .get('/', zValidator('query', ProductQuery), async (context) =>
    context.json(await listProducts(context.req.valid('query'))),
  )
  .get('/:id', zValidator('param', Id), async (context) =>
    context.json(await findProduct(context.req.valid('param').id)),
  )
  .get('/:id/price', zValidator('param', Id), zValidator('query', PriceQuery), async (context) =>
    context.json(await priceProduct(context.req.valid('param').id, context.req.valid('query').currency)),
  )
  .post('/', signedIn, role('ADMINS'), zValidator('json', NewProduct), async (context) =>
    context.json(await addProduct(context.req.valid('json')), 201),
  )
  .post(
    '/:id/picture',
    signedIn,
    role('ADMINS'),
    zValidator('param', Id),
    zValidator('json', NewPicture),
    async (context) => {
      const { id } = await findProduct(context.req.valid('param').id);
      return context.json(await signUpload(id, context.req.valid('json').contentType), 201);
    },
  )
  .delete('/:id', signedIn, role('ADMINS'), zValidator('param', Id), async (context) => {
    await removeProduct(context.req.valid('param').id);
    return context.body(null, 204);
  });

const orders = new Hono<Env>()
  .use(signedIn, role('USERS'))
  .get('/', zValidator('query', OrderQuery), async (context) =>
    context.json(await listOrders(context.get('caller').sub, context.req.valid('query'))),
  )
  .get('/:id', zValidator('param', Id), async (context) =>
    context.json(await findOrder(context.get('caller').sub, context.req.valid('param').id)),
  )
  .post('/', limit, zValidator('json', NewOrder), async (context) =>
    context.json(await placeOrder(context.get('caller').sub, context.req.valid('json')), 201),
  )
  .delete('/:id', zValidator('param', Id), async (context) => {
    await cancelOrder(context.get('caller').sub, context.req.valid('param').id);
    return context.body(null, 204);
  });

const app = new Hono<Env>()
  .basePath('/sample/v1')
  .use(contextStorage())
  .route('/products', products)
  .route('/orders', orders)
  .get('/reports/sales', signedIn, async (context) => {
    expectScope(context.get('caller'), 'reports:read');
    return context.json(await listSales());
  })
  .onError((error, context) =>
    error instanceof Failure
      ? context.json({ detail: error.message }, error.status)
      : context.json({ detail: 'Something went wrong.' }, 500),
  );

export const handler = handle(app);
