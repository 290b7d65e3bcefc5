export function BasketPage() { return <section class="card"><h2>Basket</h2></section>; }
