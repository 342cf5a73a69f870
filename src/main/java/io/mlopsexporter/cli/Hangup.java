package io.mlopsexporter.cli;

import java.lang.reflect.Proxy;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** SIGHUP, which asks for the configuration to be read again. Several of them while that is done are one more time. */
final class Hangup {
    private static final Logger LOG = LoggerFactory.getLogger(Hangup.class);

    private final Semaphore asked = new Semaphore(0);

    private Hangup() {}

    /** To be called before anything is opened: by default the signal would end the process. */
    static Hangup listen() {
        Hangup hangup = new Hangup();
        try {
            hangup.install();
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            LOG.warn("SIGHUP does not reload the configuration here: {}", e.toString());
        }
        return hangup;
    }

    /** By reflection, as javac warns of these names unsuppressibly, though every JDK has them for good (JEP 260). */
    private void install() throws ReflectiveOperationException {
        Class<?> signal = Class.forName("sun.misc.Signal");
        Class<?> handler = Class.forName("sun.misc.SignalHandler");
        Object asking = Proxy.newProxyInstance(
                Hangup.class.getClassLoader(), new Class<?>[] {handler}, (proxy, method, arguments) -> {
                    asked.release();
                    return null;
                });
        signal.getMethod("handle", signal, handler)
                .invoke(null, signal.getConstructor(String.class).newInstance("HUP"), asking);
    }

    /** From now on each signal, and any that came before, makes a call on a thread of its own. */
    void follow(Runnable reload) {
        Thread thread = new Thread(() -> loop(reload), "reload");
        thread.setDaemon(true);
        thread.start();
    }

    private void loop(Runnable reload) {
        while (!Thread.currentThread().isInterrupted()) {
            asked.acquireUninterruptibly();
            asked.drainPermits();
            try {
                reload.run();
            } catch (RuntimeException e) {
                LOG.error("reloading failed: {}", e.getMessage(), e);
            }
        }
    }
}
