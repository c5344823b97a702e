/** The shop with Express: express-rate-limit, zod, jose, drizzle, and a store of the request. */
import { AsyncLocalStorage } from 'node:async_hooks';
import { configure } from '@codegenie/serverless-express';
import type { Context } from 'aws-lambda';
import express, { type NextFunction, type Request, type RequestHandler, type Response } from 'express';
import { rateLimit } from 'express-rate-limit';
import { ZodError, type ZodType } from 'zod';
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

const store = new AsyncLocalStorage<{ caller?: Caller }>();
const app = express();
app.use(express.json(), express.urlencoded({ extended: true }));
app.use((_request, _response, next) => store.run({}, next));

const limit = rateLimit({
  windowMs: 60_000,
  limit: 30,
  keyGenerator: () => caller().sub,
  standardHeaders: true,
});

const signedIn: RequestHandler = async (request, _response, next) => {
  const verified = await verifyCaller(request.headers.authorization);
  Object.assign(store.getStore() ?? {}, { caller: verified });
  next();
};
const role =
  (name: string): RequestHandler =>
  (_request, _response, next) => {
    expectRole(caller(), name);
    next();
  };

function caller(): Caller {
  const known = store.getStore()?.caller;
  if (!known) throw new Failure(401, 'A token is missing.');
  return known;
}

const read = <T>(schema: ZodType<T>, value: unknown): T => schema.parse(value);
const idOf = ({ params }: Request): string => read(Id, params).id;

const products = express.Router();
products.get('/', async (request, response) => {
  response.json(await listProducts(read(ProductQuery, request.query)));
});
products.get('/:id', async (request, response) => {
  response.json(await findProduct(idOf(request)));
});
products.get('/:id/price', async (request, response) => {
  response.json(await priceProduct(idOf(request), read(PriceQuery, request.query).currency));
});
products.post('/', signedIn, role('ADMINS'), async (request, response) => {
  response.status(201).json(await addProduct(read(NewProduct, request.body)));
});
products.post('/:id/picture', signedIn, role('ADMINS'), async (request, response) => {
  const { contentType } = read(NewPicture, request.body);
  const { id } = await findProduct(idOf(request));
  response.status(201).json(await signUpload(id, contentType));
});
products.delete('/:id', signedIn, role('ADMINS'), async (request, response) => {
  await removeProduct(idOf(request));
  response.status(204).end();
});

const orders = express.Router();
orders.use(signedIn, role('USERS'));
orders.get('/', async (request, response) => {
  response.json(await listOrders(caller().sub, read(OrderQuery, request.query)));
});
orders.get('/:id', async (request, response) => {
  response.json(await findOrder(caller().sub, idOf(request)));
});
orders.post('/', limit, async (request, response) => {
  response.status(201).json(await placeOrder(caller().sub, read(NewOrder, request.body)));
});
orders.delete('/:id', async (request, response) => {
  await cancelOrder(caller().sub, idOf(request));
  response.status(204).end();
});

app.use('/sample/v1/products', products);
app.use('/sample/v1/orders', orders);
app.get('/sample/v1/reports/sales', signedIn, async (_request, response) => {
  expectScope(caller(), 'reports:read');
  response.json(await listSales());
});
app.use((error: unknown, _request: Request, response: Response, _next: NextFunction) => {
  if (error instanceof ZodError) response.status(400).json({ errors: error.issues });
  else if (error instanceof Failure) response.status(error.status).json({ detail: error.message });
  else response.status(500).json({ detail: 'Something went wrong.' });
});

const serve = configure({ app });

export const handler = async (event: unknown, context: Context): Promise<unknown> =>
  serve(event, context, () => {});
