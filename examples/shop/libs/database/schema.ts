import { sql } from 'drizzle-orm';
import {
  index,
  integer,
  jsonb,
  pgEnum,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core';

export const CATEGORIES = ['tools', 'toys', 'books'] as const;
export const STATUSES = ['placed', 'paid', 'cancelled'] as const;

/** Where an order is sent. */
export type StoredAddress = { street: string; city: string; postcode: string; country: string };

export const category = pgEnum('category', CATEGORIES);
export const orderStatus = pgEnum('order_status', STATUSES);

export const products = pgTable('products', {
  id: uuid('id')
    .primaryKey()
    .default(sql`gen_random_uuid()`),
  sku: text('sku').notNull().unique(),
  name: text('name').notNull(),
  category: category('category').notNull(),
  priceCents: integer('price_cents').notNull(),
  stock: integer('stock').notNull(),
});

export const orders = pgTable(
  'orders',
  {
    id: uuid('id')
      .primaryKey()
      .default(sql`gen_random_uuid()`),
    /** `sub` of the token of who placed it. */
    customer: text('customer').notNull(),
    status: orderStatus('status').notNull().default('placed'),
    address: jsonb('address').$type<StoredAddress>().notNull(),
    placedAt: timestamp('placed_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [index('orders_of_customer').on(table.customer, table.id)],
);

export const orderItems = pgTable(
  'order_items',
  {
    orderId: uuid('order_id')
      .notNull()
      .references(() => orders.id, { onDelete: 'cascade' }),
    productId: uuid('product_id')
      .notNull()
      .references(() => products.id),
    quantity: integer('quantity').notNull(),
    /** What one cost when the order was placed. */
    priceCents: integer('price_cents').notNull(),
  },
  (table) => [primaryKey({ columns: [table.orderId, table.productId] })],
);
