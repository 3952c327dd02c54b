#pragma once

#include <algorithm>
#include <condition_variable>
#include <cstddef>
#include <exception>
#include <functional>
#include <map>
#include <mutex>
#include <thread>
#include <vector>

namespace aurora::services {

/// Number of threads worth starting for `jobs` independent jobs on this computer.
[[nodiscard]] inline std::size_t workerCount(std::size_t jobs)
{
    const std::size_t cores = std::max(1U, std::thread::hardware_concurrency());
    return std::min(cores, std::max<std::size_t>(1, jobs));
}

/// Runs produce(0 … count−1) on worker threads and consume(i, result) on the calling thread, in order of i.
///
/// At most twice as many results as workers wait to be consumed, so that memory stays bounded. An exception of either
/// function stops the run: results before it have been consumed, the exception is thrown on the calling thread.
template <typename Result>
void forEachInOrder(std::size_t count, const std::function<Result(std::size_t)>& produce,
                    const std::function<void(std::size_t, Result&&)>& consume)
{
    struct State
    {
        std::mutex mutex;
        std::condition_variable changed;
        std::map<std::size_t, Result> ready;
        std::size_t next = 0;
        std::size_t consumed = 0;
        std::size_t failedAt = static_cast<std::size_t>(-1);
        std::exception_ptr failure;
        bool stop = false;
    } state;

    const std::size_t workers = workerCount(count);

    const auto work = [&] {
        std::unique_lock lock(state.mutex);
        while (true) {
            state.changed.wait(
                lock, [&] { return state.stop || state.next >= count || state.next < state.consumed + 2 * workers; });
            if (state.stop || state.next >= count) {
                return;
            }
            const std::size_t index = state.next++;
            lock.unlock();
            try {
                Result result = produce(index);
                lock.lock();
                state.ready.emplace(index, std::move(result));
            } catch (...) {
                lock.lock();
                if (index < state.failedAt) {
                    state.failedAt = index;
                    state.failure = std::current_exception();
                }
                state.next = count;
            }
            state.changed.notify_all();
        }
    };

    std::vector<std::thread> threads;
    const auto finish = [&] {
        {
            const std::lock_guard lock(state.mutex);
            state.stop = true;
        }
        state.changed.notify_all();
        for (std::thread& thread : threads) {
            thread.join();
        }
    };
    for (std::size_t i = 0; i < workers; ++i) {
        threads.emplace_back(work);
    }
    try {
        for (std::size_t index = 0; index < count; ++index) {
            std::unique_lock lock(state.mutex);
            state.changed.wait(lock, [&] { return state.ready.count(index) > 0 || state.failedAt <= index; });
            if (state.failedAt <= index) {
                break;
            }
            Result result = std::move(state.ready.at(index));
            state.ready.erase(index);
            lock.unlock();
            consume(index, std::move(result));
            lock.lock();
            state.consumed = index + 1;
            lock.unlock();
            state.changed.notify_all();
        }
    } catch (...) {
        finish();
        throw;
    }
    finish();
    if (state.failure) {
        std::rethrow_exception(state.failure);
    }
}

}  // namespace aurora::services
