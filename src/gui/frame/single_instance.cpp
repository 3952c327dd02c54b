#include "gui/frame/single_instance.h"

#include "aurora/services/project.h"
#include "gui/frame/qt_text.h"

#include <QCryptographicHash>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLocalServer>
#include <QLocalSocket>

namespace aurora::gui {

namespace {

constexpr int patience_ms = 2000;
constexpr qint64 longestRequest = 1 << 20;
constexpr const char* agreed = "ok\n";

/// The same for every window of this user and project.
QString serverName(const QString& sharedConfig)
{
    const QString canonical = QFileInfo(sharedConfig).canonicalFilePath();
    const QString project = canonical.isEmpty() ? sharedConfig : canonical;
    const QString key = nativePath(services::userConfigPath()) + QLatin1Char('\n') + project;
    const QByteArray hash = QCryptographicHash::hash(key.toUtf8(), QCryptographicHash::Sha256).toHex().left(24);
    return QStringLiteral("aurora-cycler-manager-") + QString::fromLatin1(hash);
}

bool isAlive(const QString& name)
{
    QLocalSocket socket;
    socket.connectToServer(name);
    return socket.waitForConnected(patience_ms);
}

}  // namespace

SingleInstance::SingleInstance(QObject* parent) : QObject(parent), m_server(new QLocalServer(this))
{
    m_server->setSocketOptions(QLocalServer::UserAccessOption);
    connect(m_server, &QLocalServer::newConnection, this, &SingleInstance::answer);
}

void SingleInstance::claim(const QString& sharedConfig)
{
    const QString name = serverName(sharedConfig);
    if (m_server->isListening() && m_server->serverName() == name) {
        return;
    }
    m_server->close();
    if (m_server->listen(name) || isAlive(name)) {
        return;
    }
    QLocalServer::removeServer(name);  // left behind by a program that was killed
    m_server->listen(name);
}

bool SingleInstance::handOver(const QString& sharedConfig, const QStringList& paths)
{
    QLocalSocket socket;
    socket.connectToServer(serverName(sharedConfig));
    if (!socket.waitForConnected(patience_ms)) {
        return false;
    }
    QStringList absolute;
    for (const QString& path : paths) {
        absolute.append(QFileInfo(path).absoluteFilePath());
    }
    const QByteArray request = QJsonDocument(QJsonArray::fromStringList(absolute)).toJson(QJsonDocument::Compact);
    socket.write(request);
    socket.write("\n");
    return socket.waitForBytesWritten(patience_ms) && socket.waitForReadyRead(patience_ms) &&
           socket.readAll() == agreed;
}

void SingleInstance::answer()
{
    while (QLocalSocket* socket = m_server->nextPendingConnection()) {
        connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
        const auto read = [this, socket] {
            if (!socket->canReadLine()) {
                if (socket->bytesAvailable() > longestRequest) {
                    socket->abort();
                }
                return;
            }
            const QJsonDocument request = QJsonDocument::fromJson(socket->readLine());
            if (!request.isArray()) {
                socket->abort();
                return;
            }
            QStringList paths;
            for (const auto& path : request.array()) {
                paths.append(path.toString());
            }
            socket->write(agreed);
            socket->flush();
            Q_EMIT requested(paths);
        };
        connect(socket, &QLocalSocket::readyRead, this, read);
        read();
    }
}

}  // namespace aurora::gui
