import { z } from 'zod';
import { CATEGORIES, STATUSES } from './database.js';

const text = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .regex(/^\P{Cc}*$/u);

const page = { limit: z.coerce.number().int().min(1).max(100).default(20), after: z.uuid().optional() };

export const Id = z.object({ id: z.uuid() });

export const NewProduct = z.object({
  sku: z.string().regex(/^[A-Z0-9-]{3,20}$/),
  name: text(100),
  category: z.enum(CATEGORIES),
  priceCents: z.int().min(1).max(10_000_000),
  stock: z.int().min(0).max(1_000_000),
});

export const ProductQuery = z.object({ ...page, category: z.enum(CATEGORIES).optional() });
export const PriceQuery = z.object({ currency: z.string().regex(/^[A-Z]{3}$/) });
export const NewPicture = z.object({ contentType: z.enum(['image/jpeg', 'image/png', 'image/webp']) });

export const NewOrder = z.object({
  items: z
    .array(z.object({ productId: z.uuid(), quantity: z.int().min(1).max(1000) }))
    .min(1)
    .max(50),
  address: z.object({
    street: text(200),
    city: text(100),
    postcode: text(16),
    country: z.string().regex(/^[A-Z]{2}$/),
  }),
});

export const OrderQuery = z.object({ ...page, status: z.enum(STATUSES).optional() });
