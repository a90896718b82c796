package io.github.jqodi.estimators.testing;

import java.io.IOException;
import java.io.InputStream;

/** Loads own classes anew and shows them no class of a library, as if its jar were missing. */
public final class HidingLoader extends ClassLoader {
    private final String anew;
    private final String hidden;

    /** Both are beginnings of names: of classes to load anew, and of those to hide. */
    public HidingLoader(String anew, String hidden) {
        super(HidingLoader.class.getClassLoader());
        this.anew = anew;
        this.hidden = hidden;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (name.startsWith(hidden)) {
            throw new ClassNotFoundException(name);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> known = findLoadedClass(name);
            return known != null ? known : name.startsWith(anew) ? anew(name) : super.loadClass(name, resolve);
        }
    }

    private Class<?> anew(String name) throws ClassNotFoundException {
        try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (in == null) {
                throw new ClassNotFoundException(name);
            }
            byte[] bytes = in.readAllBytes();
            return defineClass(name, bytes, 0, bytes.length);
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }
}
