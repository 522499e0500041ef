//! Minimising a smooth function by L-BFGS (Nocedal & Wright, algorithm 7.5), with a line search that halves.

/// How many steps are remembered.
const MEMORY: usize = 8;

/// The point from `start` on at which `function` is least. It returns its value and writes its gradient.
pub fn minimise(start: Vec<f64>, steps: usize, mut function: impl FnMut(&[f64], &mut [f64]) -> f64) -> Vec<f64> {
    let mut point = start;
    let mut gradient = vec![0.0; point.len()];
    let mut value = function(&point, &mut gradient);
    let mut memory: Vec<(Vec<f64>, Vec<f64>)> = Vec::new();
    for _ in 0..steps {
        let direction = direction(&gradient, &memory);
        let slope = dot(&direction, &gradient);
        if slope > -1e-9 * value.abs().max(1e-9) {
            break;
        }
        let mut length = if memory.is_empty() { 1.0 / dot(&gradient, &gradient).sqrt().max(1.0) } else { 1.0 };
        let mut next_gradient = vec![0.0; point.len()];
        let (next, next_value) = loop {
            let next: Vec<f64> = point.iter().zip(&direction).map(|(at, by)| at + length * by).collect();
            let next_value = function(&next, &mut next_gradient);
            if next_value <= value + 1e-4 * length * slope || length < 1e-12 {
                break (next, next_value);
            }
            length /= 2.0;
        };
        let done = value - next_value < 1e-7 * value.abs();
        let step: Vec<f64> = next.iter().zip(&point).map(|(one, two)| one - two).collect();
        let change: Vec<f64> = next_gradient.iter().zip(&gradient).map(|(one, two)| one - two).collect();
        if dot(&step, &change) > 1e-12 {
            if memory.len() == MEMORY {
                memory.remove(0);
            }
            memory.push((step, change));
        }
        (point, gradient, value) = (next, next_gradient, next_value);
        if done {
            break;
        }
    }
    point
}

/// Where to go: down the gradient, bent by what the last steps told of its change.
fn direction(gradient: &[f64], memory: &[(Vec<f64>, Vec<f64>)]) -> Vec<f64> {
    let mut direction: Vec<f64> = gradient.iter().map(|slope| -slope).collect();
    let mut shares = Vec::new();
    for (step, change) in memory.iter().rev() {
        let share = dot(step, &direction) / dot(step, change);
        add(&mut direction, change, -share);
        shares.push(share);
    }
    if let Some((step, change)) = memory.last() {
        let scale = dot(step, change) / dot(change, change);
        direction.iter_mut().for_each(|part| *part *= scale);
    }
    for ((step, change), share) in memory.iter().zip(shares.into_iter().rev()) {
        let back = dot(change, &direction) / dot(step, change);
        add(&mut direction, step, share - back);
    }
    direction
}

fn dot(one: &[f64], two: &[f64]) -> f64 {
    one.iter().zip(two).map(|(one, two)| one * two).sum()
}

fn add(to: &mut [f64], what: &[f64], times: f64) {
    to.iter_mut().zip(what).for_each(|(to, what)| *to += times * what);
}

#[cfg(test)]
mod tests {
    use super::minimise;

    #[test]
    fn the_bottom_of_a_narrow_valley_is_found() {
        let valley = |at: &[f64], slope: &mut [f64]| {
            let (x, y) = (at[0], at[1]);
            slope[0] = -2.0 * (1.0 - x) - 400.0 * x * (y - x * x);
            slope[1] = 200.0 * (y - x * x);
            (1.0 - x).powi(2) + 100.0 * (y - x * x).powi(2)
        };
        let found = minimise(vec![-1.2, 1.0], 500, valley);
        assert!((found[0] - 1.0).abs() < 1e-2 && (found[1] - 1.0).abs() < 1e-2, "{found:?}");
    }
}
