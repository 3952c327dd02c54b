#pragma once

#include <condition_variable>
#include <cstddef>
#include <exception>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

namespace aurora {

/// How many threads are of use for `jobs` independent jobs: one a core, one a job.
[[nodiscard]] std::size_t helperCount(std::size_t jobs);

/// Threads that are waited for at the end of the scope.
class ThreadGroup
{
public:
    ThreadGroup() = default;
    ThreadGroup(const ThreadGroup&) = delete;
    ThreadGroup& operator=(const ThreadGroup&) = delete;
    ~ThreadGroup();

    void start(std::size_t count, const std::function<void()>& work);

private:
    std::vector<std::thread> m_threads;
};

/// Runs work(0) … work(jobs - 1) on all cores and returns when all are done. The first exception is thrown again; jobs
/// not begun by then are left out.
void runInParallel(std::size_t jobs, const std::function<void(std::size_t)>& work);

/// Results that are made on several threads and taken on one, in order. A few wait at most, so that memory does not
/// grow with the number of jobs.
template <class Result>
class OrderedResults
{
public:
    OrderedResults(std::size_t jobs, std::size_t places) : m_jobs(jobs), m_failedAt(jobs), m_results(places) {}

    /// Makes results until none is left or something failed. Called on every helping thread.
    void help(const std::function<Result(std::size_t)>& make)
    {
        std::unique_lock lock(m_mutex);
        for (;;) {
            m_changed.wait(lock, [&] { return isOver() || m_next < m_taken + m_results.size(); });
            if (isOver()) {
                return;
            }
            const std::size_t job = m_next++;
            lock.unlock();
            try {
                Result result = make(job);
                lock.lock();
                m_results[job % m_results.size()] = std::move(result);
            } catch (...) {
                lock.lock();
                fail(job);
            }
            m_changed.notify_all();
        }
    }

    /// Hands every result over on this thread; when one fails, those before it.
    /// @throws what make or take threw for the first job that failed
    void takeAll(const std::function<void(std::size_t, Result)>& take)
    {
        std::unique_lock lock(m_mutex);
        while (m_taken < m_jobs) {
            std::optional<Result>& place = m_results[m_taken % m_results.size()];
            m_changed.wait(lock, [&] { return m_failedAt <= m_taken || place.has_value(); });
            if (m_failedAt <= m_taken) {
                break;
            }
            std::optional<Result> result = std::exchange(place, std::nullopt);
            lock.unlock();
            try {
                take(m_taken, std::move(*result));
                lock.lock();
                ++m_taken;
            } catch (...) {
                lock.lock();
                fail(m_taken);
            }
            m_changed.notify_all();
        }
        if (m_failure) {
            std::rethrow_exception(m_failure);
        }
    }

private:
    [[nodiscard]] bool isOver() const { return m_failure || m_next == m_jobs; }

    void fail(std::size_t job)
    {
        if (job < m_failedAt) {
            m_failedAt = job;
            m_failure = std::current_exception();
        }
    }

    std::size_t m_jobs;
    std::size_t m_failedAt;                        ///< the first job that failed
    std::vector<std::optional<Result>> m_results;  ///< a ring: job n has place n mod size
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::size_t m_next = 0;   ///< the job to begin next
    std::size_t m_taken = 0;  ///< jobs handed over
    std::exception_ptr m_failure;
};

/// take(0, make(0)), take(1, make(1)), …: make on all cores, take on the calling thread and in order.
/// @param waiting  how many results of each core may wait to be taken: fewer where they are large
template <class Result>
void makeInOrder(std::size_t jobs, const std::function<Result(std::size_t)>& make,
                 const std::function<void(std::size_t, Result)>& take, std::size_t waiting = 4)
{
    const std::size_t helpers = helperCount(jobs);
    if (helpers < 2) {
        for (std::size_t job = 0; job < jobs; ++job) {
            take(job, make(job));
        }
        return;
    }
    OrderedResults<Result> results(jobs, waiting * helpers);
    ThreadGroup threads;
    threads.start(helpers, [&] { results.help(make); });
    results.takeAll(take);
}

}  // namespace aurora
