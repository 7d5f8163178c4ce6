//! The two ways from the client to the server.

use std::convert::Infallible;
use std::future::ready;

use authentik_client::{Client, ClientBuilder};
use authentik_server::{Body, DOCUMENT};
use bytes::Bytes;
use http::{Request, Response, StatusCode};
use http_body_util::Full;
use tokio::net::TcpListener;
use tower::{Service, service_fn};

use crate::recorder::{Log, recorded};

/// The token that [`Served::client`] shows.
pub(crate) const TOKEN: &str = "a-token-of-the-tests";

/// How requests travel.
#[derive(Clone, Copy)]
pub(crate) enum Transport {
    InProcess,
    Tcp,
}

/// A server that is being served.
pub(crate) struct Served {
    pub(crate) log: Log,
    url: String,
    connect: Box<dyn Fn(ClientBuilder) -> ClientBuilder + Send>,
}

impl Transport {
    /// Serves `service` until the test ends.
    pub(crate) async fn serve<S>(self, service: S) -> Served
    where
        S: Service<
                Request<Full<Bytes>>,
                Response = Response<Body>,
                Error = Infallible,
                Future: Send,
            > + Clone
            + Send
            + Sync
            + 'static,
    {
        let log = Log::default();
        match self {
            Self::InProcess => {
                let service = recorded(service, log.clone());
                Served {
                    log,
                    url: format!("http://authentik.test{}", DOCUMENT.base_path),
                    connect: Box::new(move |builder| builder.service(service.clone())),
                }
            }
            Self::Tcp => {
                let app = axum::Router::new().fallback_service(recorded(service, log.clone()));
                let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
                let address = listener.local_addr().unwrap();
                tokio::spawn(async move { axum::serve(listener, app).await });
                Served {
                    log,
                    url: format!("http://{address}{}", DOCUMENT.base_path),
                    connect: Box::new(|builder| builder),
                }
            }
        }
    }

    /// Serves the example server, and gives a client with the right token.
    pub(crate) async fn example(self) -> (Served, Client) {
        let served = self
            .serve(authentik_server_example::router(TOKEN).unwrap())
            .await;
        let client = served.client();
        (served, client)
    }

    /// Serves the same answer to every request.
    pub(crate) async fn answer(self, status: u16, body: impl Into<String>) -> Served {
        let body = Bytes::from(body.into());
        let answer = move |_: Request<Full<Bytes>>| {
            let mut response = Response::new(Body::from(body.to_vec()));
            *response.status_mut() = StatusCode::from_u16(status).unwrap();
            ready(Ok(response))
        };
        self.serve(service_fn(answer)).await
    }
}

impl Served {
    /// A client that shows [`TOKEN`].
    pub(crate) fn client(&self) -> Client {
        self.builder().bearer(TOKEN).build().unwrap()
    }

    /// A client without a token, so far.
    pub(crate) fn builder(&self) -> ClientBuilder {
        (self.connect)(Client::builder(&self.url))
    }
}
