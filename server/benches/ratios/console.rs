//! The real program in its own process, serving a company's data folder.

use crate::company::Company;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// Stops on drop.
pub struct Console(Child);

impl Console {
    pub async fn serve(company: &Company) -> Console {
        #[expect(clippy::disallowed_methods, reason = "the benchmark measures the real program")]
        let mut command = Command::new(env!("CARGO_BIN_EXE_sekisho"));
        command.arg("serve").env_clear().current_dir(company.dir.path());
        command.env("SEKISHO_DATA_DIR", company.dir.path()).env("SEKISHO_LISTEN", company.listen.to_string());
        if let Ok(site) = std::env::var("SEKISHO_SITE_DIR") {
            command.env("SEKISHO_SITE_DIR", site);
        }
        let console = Console(command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap());
        for _ in 0..400 {
            if tokio::net::TcpStream::connect(company.listen).await.is_ok() {
                return console;
            }
            tokio::time::sleep(Duration::from_millis(25)).await;
        }
        panic!("the console did not start");
    }

    /// The peak memory so far, in MB.
    pub fn peak_mb(&self) -> f64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.0.id())).unwrap();
        let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
        peak.trim().trim_end_matches(" kB").parse::<f64>().unwrap() / 1024.0
    }
}

impl Drop for Console {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
