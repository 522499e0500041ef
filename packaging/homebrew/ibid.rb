# Written by packaging/formula.py: what stands in @…@ is filled in.
class Ibid < Formula
  desc "@summary@"
  homepage "@repository@"
  version "@version@"
  license any_of: ["MIT", "Apache-2.0"]

  on_macos do
    on_arm do
      url "@repository@/releases/download/v@version@/ibid-aarch64-apple-darwin.tar.gz"
      sha256 "@aarch64-apple-darwin@"
    end
    on_intel do
      url "@repository@/releases/download/v@version@/ibid-x86_64-apple-darwin.tar.gz"
      sha256 "@x86_64-apple-darwin@"
    end
  end
  on_linux do
    on_arm do
      url "@repository@/releases/download/v@version@/ibid-aarch64-unknown-linux-musl.tar.gz"
      sha256 "@aarch64-unknown-linux-musl@"
    end
    on_intel do
      url "@repository@/releases/download/v@version@/ibid-x86_64-unknown-linux-musl.tar.gz"
      sha256 "@x86_64-unknown-linux-musl@"
    end
  end

  def install
    bin.install "ibid"
    man1.install Dir["man/*.1"]
    bash_completion.install "completions/ibid.bash" => "ibid"
    fish_completion.install "completions/ibid.fish"
    zsh_completion.install "completions/_ibid"
  end

  test do
    (testpath/"draft.md").write "The council published [its minutes]() in May.\n"
    assert_match "empty-link", shell_output("#{bin}/ibid check --no-config draft.md", 1)
  end
end
