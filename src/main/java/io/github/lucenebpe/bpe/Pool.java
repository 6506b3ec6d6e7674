package io.github.lucenebpe.bpe;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;

/**
 * Keeps workers that are not in use, with the caches that they have filled. Bounded by the number
 * of processors, not by the number of threads: virtual threads may come by the thousand. No locks;
 * a worker that finds no place is left to the garbage collector, as is one that is not given back.
 */
abstract class Pool<T> {
  private final AtomicReferenceArray<T> idle =
      new AtomicReferenceArray<>(Runtime.getRuntime().availableProcessors());

  /** A new worker. (A class of its own: the first lambda of a JVM costs it 10 ms.) */
  abstract T make();

  /** A worker for the caller alone, until it is given back. */
  T borrow() {
    int first = first();
    for (int i = 0; i < idle.length(); i++) {
      T worker = idle.getAndSet((first + i) % idle.length(), null);
      if (worker != null) {
        return worker;
      }
    }
    return make();
  }

  /** Takes a worker that the caller will use no more. */
  void giveBack(T worker) {
    int first = first();
    for (int i = 0; i < idle.length(); i++) {
      if (idle.compareAndSet((first + i) % idle.length(), null, worker)) {
        return;
      }
    }
  }

  /** Does something with each of the workers that are not in use. */
  void forEach(Consumer<T> action) {
    for (int i = 0; i < idle.length(); i++) {
      T worker = idle.getAndSet(i, null);
      if (worker != null) {
        action.accept(worker);
        giveBack(worker);
      }
    }
  }

  /** Threads start looking at different places. */
  private int first() {
    return (int) (Thread.currentThread().threadId() % idle.length());
  }
}
