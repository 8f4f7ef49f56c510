"""What the project knows: data in TOML, each rule with its reason and its proof. Imports nothing of ours."""
