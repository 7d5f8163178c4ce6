//! Documents from the network.

use std::time::Duration;

use ureq::Agent;
use ureq::tls::{RootCerts, TlsConfig};

use crate::exit::Failure;

/// Larger than any document, so that an address that serves something else does not fill the memory.
const MOST_BYTES: u64 = 256 << 20;

const MOST_TIME: Duration = Duration::from_secs(120);

/// What serves several forms is asked for one that oasmith reads.
const ACCEPT: &str =
    "application/vnd.oai.openapi, application/yaml;q=0.9, application/json;q=0.8, */*;q=0.1";

/// Fetches a document, with the bearer token (RFC 6750) that the environment variable `token_env` holds, if that is named.
pub(crate) fn document(url: &str, token_env: Option<&str>) -> Result<Vec<u8>, Failure> {
    let shown = without_secrets(url);
    let token = token_env.map(token).transpose()?;
    // The system's certificates, so that a server within a company is known.
    let tls = TlsConfig::builder()
        .root_certs(RootCerts::PlatformVerifier)
        .build();
    let agent: Agent = Agent::config_builder()
        .timeout_global(Some(MOST_TIME))
        .tls_config(tls)
        .build()
        .into();
    let mut request = agent.get(url).header("Accept", ACCEPT);
    if let Some(token) = token {
        request = request.header("Authorization", format!("Bearer {token}"));
    }
    let failed = |error: ureq::Error| format!("cannot fetch {shown}: {error}");
    let mut response = request.call().map_err(failed)?;
    let body = response.body_mut().with_config().limit(MOST_BYTES);
    Ok(body.read_to_vec().map_err(failed)?)
}

fn token(variable: &str) -> Result<String, Failure> {
    let token = std::env::var(variable)
        .map_err(|_| format!("the environment variable `{variable}` does not hold a token"))?;
    Ok(token.trim().to_owned())
}

/// An address as it may be shown: without user, password and query.
pub(crate) fn without_secrets(url: &str) -> String {
    let end = url.find(['?', '#']).unwrap_or(url.len());
    let (plain, _) = url.split_at(end);
    match plain.split_once("://") {
        Some((scheme, rest)) => {
            let host_end = rest.find('/').unwrap_or(rest.len());
            let (host, path) = rest.split_at(host_end);
            let host = host.rsplit_once('@').map_or(host, |(_, host)| host);
            format!("{scheme}://{host}{path}")
        }
        None => plain.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::without_secrets;

    #[test]
    fn secrets_are_not_shown() {
        let url = "https://me:secret@auth.example.com/api/v3/schema/?token=secret#x";
        assert_eq!(
            without_secrets(url),
            "https://auth.example.com/api/v3/schema/"
        );
        assert_eq!(
            without_secrets("http://localhost:9000"),
            "http://localhost:9000"
        );
    }
}
