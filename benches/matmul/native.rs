//! Our matrix product against two crates, natively, on one thread: `cargo bench --bench matmul`.

#[allow(dead_code)]
mod cases;

use std::time::Duration;

use cases::{CASES, IMPLEMENTATIONS, Work};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};

fn products(criterion: &mut Criterion) {
    for (name, product) in CASES {
        let (m, k, n) = product.size();
        let mut work = Work::new(product);
        work.check();
        let mut group = criterion.benchmark_group(format!("{name}, {m}x{k}x{n}"));
        group.throughput(Throughput::Elements((m * k * n) as u64));
        for (way, compute) in IMPLEMENTATIONS {
            group.bench_function(way, |bencher| bencher.iter(|| compute(&mut work)));
        }
        group.finish();
    }
}

criterion_group! {
    name = benches;
    config = Criterion::default().warm_up_time(Duration::from_millis(200)).measurement_time(Duration::from_millis(600));
    targets = products
}
criterion_main!(benches);
