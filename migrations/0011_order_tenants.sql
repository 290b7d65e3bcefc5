-- Whose executions they are. An order's name is the user's own, so that two tenants may use the same one; no tenant sees, corrects or fills an order of another.
ALTER TABLE parent_orders ADD COLUMN tenant text NOT NULL DEFAULT '';    -- empty: without tenants
ALTER TABLE parent_orders DROP CONSTRAINT parent_orders_order_id_key;
ALTER TABLE parent_orders ADD CONSTRAINT parent_orders_tenant_order UNIQUE (tenant, order_id);

-- Orders that came by a tenant's stream before there was this column: the stream says whose they are.
UPDATE parent_orders o SET tenant = t.tenant
FROM import_sources s JOIN ingest_streams t ON t.kind = 'executions' AND t.tenant <> '' AND s.name = 'executions/' || t.tenant || '/' || t.name
WHERE s.id = o.source_id;
