
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('clusters', '0003_deleted_clusters'),
    ]

    operations = [
        migrations.CreateModel(
            name='Sheet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=40, verbose_name='sheet')),
                ('number', models.PositiveIntegerField(verbose_name='version')),
                ('state', models.CharField(choices=[('draft', 'draft'), ('published', 'published')], default='draft', max_length=10, verbose_name='state')),
                ('content', models.JSONField(verbose_name='content')),
                ('what_changed', models.CharField(blank=True, max_length=300, verbose_name='what changed, in a sentence')),
                ('fingerprint', models.CharField(blank=True, editable=False, max_length=64, verbose_name='fingerprint')),
                ('published_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='published')),
                ('published_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'sheet',
                'verbose_name_plural': 'sheets: kind finder, editions, glossary',
                'ordering': ['name', '-number'],
                'constraints': [models.UniqueConstraint(fields=('name', 'number'), name='one_sheet_a_number'), models.UniqueConstraint(condition=models.Q(('state', 'draft')), fields=('name',), name='one_draft_a_sheet')],
            },
        ),
    ]
