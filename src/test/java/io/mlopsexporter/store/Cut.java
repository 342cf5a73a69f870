package io.mlopsexporter.store;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A port that leads to another one, until it is cut: then all connections break, and new ones are refused until it is mended. */
public final class Cut implements AutoCloseable {
    private final ServerSocket listener;
    private final int target;
    private final Set<Socket> ends = ConcurrentHashMap.newKeySet();
    private volatile boolean open = true;

    public Cut(int target) throws IOException {
        this.target = target;
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    public int port() {
        return listener.getLocalPort();
    }

    public void cut() {
        open = false;
        ends.forEach(Cut::close);
        ends.clear();
    }

    public void mend() {
        open = true;
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                if (!open) {
                    client.close();
                    continue;
                }
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                ends.add(client);
                ends.add(server);
                start(() -> pipe(client, server));
                start(() -> pipe(server, client));
            } catch (IOException e) {
                // closed, or nobody listens there: the client sees it
            }
        }
    }

    private static void pipe(Socket from, Socket to) {
        try (from;
                to) {
            byte[] buffer = new byte[8192];
            InputStream in = from.getInputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                to.getOutputStream().write(buffer, 0, read);
            }
        } catch (IOException e) {
            // cut
        }
    }

    private static void start(Runnable body) {
        Thread thread = new Thread(body, "cut");
        thread.setDaemon(true);
        thread.start();
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // closed all the same
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        cut();
    }
}
