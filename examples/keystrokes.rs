//! Types into the middle of a draft, with a server in the same process: `keystrokes FILE COUNT`. What a keystroke costs is the difference
//! between two counts; benches/instructions.sh measures it in instructions, which no other program disturbs.

#[path = "../benches/speed/client.rs"]
mod client;
#[path = "../benches/speed/place.rs"]
mod place;

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let [_, file, count] = &arguments[..] else { return eprintln!("usage: keystrokes FILE COUNT") };
    let Ok(text) = std::fs::read_to_string(file) else { return eprintln!("{file} cannot be read") };
    let (_, (line, column)) = place::place(&text);
    let typed = client::Client::open(&text).and_then(|mut client| {
        let mut told = 0;
        for _ in 0..count.parse::<usize>().ok()? {
            client.key(line, column)?;
            told = client.pull(false)?;
        }
        Some(told)
    });
    match typed {
        Some(told) => println!("the last answer has {told} bytes"),
        None => eprintln!("the server is gone"),
    }
}
