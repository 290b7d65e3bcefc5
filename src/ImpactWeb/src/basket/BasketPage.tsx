export function BasketPage() { return null; }
