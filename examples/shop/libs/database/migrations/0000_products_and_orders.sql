CREATE TYPE "category" AS ENUM('tools', 'toys', 'books');
--> statement-breakpoint
CREATE TYPE "order_status" AS ENUM('placed', 'paid', 'cancelled');
--> statement-breakpoint
CREATE TABLE "products" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"sku" text NOT NULL UNIQUE,
	"name" text NOT NULL,
	"category" "category" NOT NULL,
	"price_cents" integer NOT NULL CHECK ("price_cents" > 0),
	"stock" integer NOT NULL CHECK ("stock" >= 0)
);
--> statement-breakpoint
CREATE TABLE "orders" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"customer" text NOT NULL,
	"status" "order_status" DEFAULT 'placed' NOT NULL,
	"address" jsonb NOT NULL,
	"placed_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE INDEX "orders_of_customer" ON "orders" ("customer", "id");
--> statement-breakpoint
CREATE TABLE "order_items" (
	"order_id" uuid NOT NULL REFERENCES "orders" ("id") ON DELETE CASCADE,
	"product_id" uuid NOT NULL REFERENCES "products" ("id"),
	"quantity" integer NOT NULL CHECK ("quantity" > 0),
	"price_cents" integer NOT NULL,
	PRIMARY KEY ("order_id", "product_id")
);
